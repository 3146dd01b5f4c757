//! Time and dice: the only place that asks the browser for either.

use domain::id::{DeviceId, RecordId};
use jiff::civil::{Date, Time};
use uuid::{Builder, Uuid};

pub use domain::day::{local, millis};

/// Milliseconds since 1970 by the device's clock.
pub fn now() -> u64 {
    // Whole, not negative, and below 2^53 for the next 280,000 years.
    js_sys::Date::now() as u64
}

/// The committee's local day now.
pub fn today() -> Date {
    local(now()).date()
}

/// When the committee's day began, in milliseconds since 1970.
pub fn midnight() -> u64 {
    millis(today().to_datetime(Time::midnight()))
}

/// The id of a new record.
pub fn new_record() -> RecordId {
    RecordId(Builder::from_unix_timestamp_millis(now(), &random()).into_uuid())
}

/// The identity of a new device.
pub fn new_device() -> DeviceId {
    DeviceId(u128::from_be_bytes(random()))
}

/// An id for anything else that must not meet another by chance.
pub fn new_token() -> Uuid {
    Builder::from_random_bytes(random()).into_uuid()
}

/// A secret that nobody can guess.
pub fn new_secret() -> [u8; 16] {
    random()
}

/// Dice for spreading retries.
pub fn dice() -> u16 {
    u16::from_be_bytes(random())
}

/// Random bytes; where a page has no source of them (no window), they are drawn from the lesser `Math.random`.
fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    if crypto.is_none_or(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_err()) {
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    bytes
}
