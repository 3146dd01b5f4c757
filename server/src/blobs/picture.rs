//! Reading a picture, within limits, and the thumbnail made of it.

use crate::store::Blob;
use domain::{
    photo::{Format, Sha256},
    problem::Code,
};
use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder, metadata::Orientation,
};
use std::io::Cursor;

/// The longest side of a thumbnail, in pixels.
const THUMBNAIL: u32 = 320;
/// How good a thumbnail is, of 100.
const QUALITY: u8 = 75;
/// The most pixels of a picture; a camera makes 12 to 50 million.
const PIXELS: u64 = 50_000_000;
/// The most memory that reading one may take, in bytes.
const MEMORY: u64 = 256 * 1024 * 1024;

/// A picture that could be read.
pub struct Picture {
    /// What the store says of it.
    pub blob: Blob,
    /// A JPEG of at most 320 pixels a side.
    pub thumbnail: Vec<u8>,
}

/// Reads the whole of a picture and makes its thumbnail, turned as it is to be shown.
///
/// # Errors
/// [`Code::BlobNotImage`] where it is none, [`Code::BlobPixels`] where it has more pixels than are read.
pub fn read(hash: Sha256, bytes: &[u8]) -> Result<Picture, Code> {
    let format = Format::of_bytes(bytes).ok_or(Code::BlobNotImage)?;
    let kind = match format {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
        Format::Webp => ImageFormat::WebP,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), kind);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(code)?;
    // Before anything is unpacked: a few bytes may stand for more pixels than a machine holds.
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS || width == 0 || height == 0 {
        return Err(Code::BlobPixels);
    }
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(code)?;
    let mut small = picture.thumbnail(THUMBNAIL.min(width), THUMBNAIL.min(height));
    small.apply_orientation(turned);
    let (width, height) = if lies_on_its_side(turned) { (height, width) } else { (width, height) };
    let mut thumbnail = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut thumbnail, QUALITY);
    small.to_rgb8().write_with_encoder(encoder).map_err(code)?;
    let len = bytes.len() as u64;
    Ok(Picture { blob: Blob { sha256: hash, len, format, width, height }, thumbnail })
}

fn lies_on_its_side(turned: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(turned, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

fn code(error: image::ImageError) -> Code {
    match error {
        image::ImageError::Limits(_) => Code::BlobPixels,
        _ => Code::BlobNotImage,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::RgbImage;

    fn encoded(width: u32, height: u32, kind: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        RgbImage::from_pixel(width, height, image::Rgb([200, 30, 30])).write_to(&mut bytes, kind).unwrap();
        bytes.into_inner()
    }

    fn code_of(bytes: &[u8]) -> Option<Code> {
        read(Sha256::of(bytes), bytes).err()
    }

    #[test]
    fn every_format_is_read_and_gets_a_small_picture() {
        for (kind, format) in
            [(ImageFormat::Jpeg, Format::Jpeg), (ImageFormat::Png, Format::Png), (ImageFormat::WebP, Format::Webp)]
        {
            let bytes = encoded(1600, 1200, kind);
            let picture = read(Sha256::of(&bytes), &bytes).unwrap();
            assert_eq!((picture.blob.format, picture.blob.width, picture.blob.height), (format, 1600, 1200));
            let small = image::load_from_memory(&picture.thumbnail).unwrap();
            assert_eq!((small.width(), small.height()), (320, 240));
        }
    }

    #[test]
    fn a_small_picture_stays_as_it_is() {
        let bytes = encoded(20, 10, ImageFormat::Png);
        let small = image::load_from_memory(&read(Sha256::of(&bytes), &bytes).unwrap().thumbnail).unwrap();
        assert_eq!((small.width(), small.height()), (20, 10));
    }

    #[test]
    fn what_is_no_picture_or_a_broken_one_is_turned_away() {
        let whole = encoded(600, 400, ImageFormat::Png);
        assert_eq!(code_of(b"<svg onload=alert(1)>"), Some(Code::BlobNotImage));
        assert_eq!(code_of(&whole[..whole.len() / 2]), Some(Code::BlobNotImage));
        assert_eq!(code_of(&whole[..8]), Some(Code::BlobNotImage));
        assert_eq!(code_of(b""), Some(Code::BlobNotImage));
    }

    #[test]
    fn a_file_that_unpacks_to_more_than_a_machine_holds_is_turned_away_unread() {
        // The header of a PNG of 60,000 by 60,000 pixels, with a checksum that is right.
        let mut bytes = encoded(1, 1, ImageFormat::Png);
        bytes[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
        bytes[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
        let sum = crc32(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(code_of(&bytes), Some(Code::BlobPixels));
    }

    /// The checksum of a chunk of PNG.
    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
        })
    }
}
