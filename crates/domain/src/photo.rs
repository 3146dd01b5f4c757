//! Photos 照片: what a record says of a picture. The bytes travel beside the record and are found by their hash.

use crate::fields::Fields;
use serde_json::{Value, json};

/// Flat map: key → `{"sha256", "len", "mime"}`.
pub const PHOTO: &str = "photo";
/// The most photos of one record.
pub const PHOTOS_MAX: usize = 9;
/// The largest photo, in bytes. A phone sends much less (about 300 kB); other programs may send what a camera made.
pub const PHOTO_MAX: u64 = 8_000_000;

/// Which pictures are taken in, each with what the first bytes of its file say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// What cameras make.
    Jpeg,
    /// Screenshots.
    Png,
    /// What some browsers make.
    Webp,
}

impl Format {
    /// The media type, as in `mime` and in a `Content-Type`.
    pub const fn mime(self) -> &'static str {
        match self {
            Format::Jpeg => "image/jpeg",
            Format::Png => "image/png",
            Format::Webp => "image/webp",
        }
    }

    /// The format of a media type.
    pub fn of_mime(mime: &str) -> Option<Format> {
        [Format::Jpeg, Format::Png, Format::Webp].into_iter().find(|format| format.mime() == mime)
    }

    /// The format of a file, by its first twelve bytes.
    pub fn of_bytes(bytes: &[u8]) -> Option<Format> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Format::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Format::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::Webp),
            _ => None,
        }
    }
}

/// A SHA-256, written as 64 lowercase hex digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256(String);

impl Sha256 {
    /// Reads 64 lowercase hex digits.
    pub fn read(text: &str) -> Option<Sha256> {
        let hex = text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        hex.then(|| Sha256(text.to_owned()))
    }

    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Sha256 {
        use sha2::Digest;
        Sha256(sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Sha256 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// One photo of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// The hash of the whole file, by which it is found.
    pub sha256: Sha256,
    /// Its length in bytes.
    pub len: u64,
    /// What sort of file it is.
    pub format: Format,
}

impl Photo {
    /// Reads the value object of one flat key.
    pub fn read(value: &Value) -> Option<Photo> {
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        let len = value.get("len").and_then(Value::as_u64).filter(|len| (1..=PHOTO_MAX).contains(len))?;
        Some(Photo { sha256: Sha256::read(text("sha256")?)?, len, format: Format::of_mime(text("mime")?)? })
    }

    /// The value object that [`Photo::read`] reads.
    pub fn value(&self) -> Value {
        json!({ "sha256": self.sha256.as_str(), "len": self.len, "mime": self.format.mime() })
    }

    /// The flat key of this photo as the `place`th of a record, counted from 1.
    ///
    /// The beginning of the hash is in it, so that two phones without signal that add a photo each to the same record
    /// do not take each other's place.
    pub fn field(&self, place: usize) -> String {
        format!("{PHOTO}:{place:02}-{}", &self.sha256.0[..8])
    }
}

/// The photos of a record in their order, each with its flat key. What cannot be read is left out.
pub fn photos(body: &Fields) -> impl Iterator<Item = (String, Photo)> + '_ {
    body.map(PHOTO).filter_map(|(key, value)| Some((format!("{PHOTO}:{key}"), Photo::read(value)?)))
}

/// The place after the last photo of a record, for [`Photo::field`].
pub fn next_place(body: &Fields) -> usize {
    let places = body.map(PHOTO).filter_map(|(key, _)| key.split('-').next()?.parse::<usize>().ok());
    places.max().unwrap_or(0).saturating_add(1).min(99)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn photo(bytes: &[u8]) -> Photo {
        Photo { sha256: Sha256::of(bytes), len: bytes.len() as u64, format: Format::Jpeg }
    }

    #[test]
    fn a_photo_reads_back_and_anything_else_does_not() {
        let one = photo(b"one");
        assert_eq!(Photo::read(&one.value()), Some(one.clone()));
        for wrong in [
            json!("x"),
            json!({ "sha256": "AB", "len": 1, "mime": "image/jpeg" }),
            json!({ "sha256": one.sha256.as_str().to_uppercase(), "len": 1, "mime": "image/jpeg" }),
            json!({ "sha256": one.sha256.as_str(), "len": 0, "mime": "image/jpeg" }),
            json!({ "sha256": one.sha256.as_str(), "len": PHOTO_MAX + 1, "mime": "image/jpeg" }),
            json!({ "sha256": one.sha256.as_str(), "len": 1, "mime": "image/svg+xml" }),
        ] {
            assert_eq!(Photo::read(&wrong), None, "{wrong}");
        }
    }

    #[test]
    fn photos_of_two_phones_take_places_of_their_own_and_keep_their_order() {
        let (one, two) = (photo(b"one"), photo(b"two"));
        assert_ne!(one.field(1), two.field(1));
        let body = Fields::default().with(one.field(1), one.value()).with(two.field(10), two.value());
        assert_eq!(photos(&body).map(|(_, photo)| photo).collect::<Vec<_>>(), [one, two]);
        assert_eq!(next_place(&body), 11);
        assert_eq!(next_place(&Fields::default()), 1);
    }

    #[test]
    fn a_file_is_known_by_its_first_bytes() {
        assert_eq!(Format::of_bytes(b"\xff\xd8\xff\xe0rest of it"), Some(Format::Jpeg));
        assert_eq!(Format::of_bytes(b"\x89PNG\r\n\x1a\nrest"), Some(Format::Png));
        assert_eq!(Format::of_bytes(b"RIFF\0\0\0\0WEBPVP8 "), Some(Format::Webp));
        assert_eq!(Format::of_bytes(b"<svg xmlns="), None);
        assert_eq!(Format::of_bytes(b""), None);
    }
}
