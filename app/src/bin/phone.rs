//! The program of the phone.

fn main() {
    app::shell::start(app::routes::PhoneRoutes);
}
