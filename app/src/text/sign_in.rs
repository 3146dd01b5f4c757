//! 登录.

phrases! {
    title => "商量" | "Shangliang";
    about => "政协委员履职与协商" | "Duty and consultation of members";
    login => "账号" | "Account";
    password => "密码" | "Password";
    show_password => "显示密码" | "Show password";
    hide_password => "隐藏密码" | "Hide password";
    sign_in => "登录" | "Sign in";
    signing_in => "正在登录" | "Signing in";
    login_missing => "请填账号" | "Enter the account.";
    password_missing => "请填密码" | "Enter the password.";
    first_time => "第一次登录要有信号，以后没信号也能记录。" | "The first sign-in needs signal; later everything works without.";
    no_network => "现在没有信号。第一次登录要连上服务器，请到有信号的地方再试。" | "There is no signal. The first sign-in needs the server; try again where there is signal.";
    help => "账号和密码由工作人员发放，忘了请找工作人员。" | "Accounts are given out by the office; ask there if you forgot yours.";
    later => "先接着用" | "Not now";
    again(name: &str) => "{name}，请重新登录" | "{name}, please sign in again";
    kept => "没传的内容都在本机，登录后自动上传。" | "What is unsent is kept on this phone and goes up once you are signed in.";
}
