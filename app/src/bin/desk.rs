//! The program of the desk.

fn main() {
    app::shell::start(app::routes::DeskRoutes);
}
