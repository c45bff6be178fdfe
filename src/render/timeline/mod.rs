//! A timeline in words and in a drawing.
//!
//! The story is told by one document, stretch by stretch; the drawing is one chart, in letters or as a picture.

mod bars;
mod chart;
mod story;
mod svg;
mod turns;

pub(super) use story::document;
pub(super) use svg::picture;
