//! What is asked while something is planned.

use super::{ApiError, desk::get, http::encoded};
use domain::crowding::Spot;
use jiff::civil::Date;
use sync::wire::figures::Nearby;

/// What else is announced at a spot within days of a day, by anybody in the committee.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn nearby(spot: Spot, day: Date) -> Result<Nearby, ApiError> {
    let spot = match spot {
        Spot::Unit(unit) => format!("unit={unit}"),
        Spot::Place(place) => format!("place={}", encoded(&place)),
    };
    get(format!("/api/v1/nearby?day={day}&{spot}")).await
}
