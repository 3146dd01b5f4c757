mod breakages;
mod worlds;
