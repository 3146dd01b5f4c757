mod breakages;
mod photo_breakages;
mod server_breakages;
mod worlds;
