mod breakages;
mod checks;
mod photo_breakages;
mod server_breakages;
mod worlds;
