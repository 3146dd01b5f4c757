//! The code at the door as a QR code: the address of the page that signs in, with what proves that one was there.

use super::door_link::DoorLink;
use crate::components::qr_code::QrModules;

/// The modules of the code for an address of this site; `None` where it is too long for any.
pub fn modules(origin: &str, link: DoorLink) -> Option<QrModules> {
    QrModules::of(format!("{origin}{}", link.path()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        id::{Feed, RecordId, VenueId},
        sign_in::Shown,
    };
    use uuid::Uuid;

    /// Draws the path on paper, eight dots to a module, with a white edge.
    fn printed(code: &QrModules) -> (usize, Vec<bool>) {
        const DOTS: usize = 8;
        let side = (code.size + 8) * DOTS;
        let mut dark = vec![false; side * side];
        for run in code.path.split_inclusive('z') {
            let (at, rest) = run.trim_start_matches('M').split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let number = |text: &str| text.parse::<usize>().unwrap();
            let (x, y, length) = (number(x) + 4, number(y) + 4, number(rest.split('v').next().unwrap()));
            for row in y * DOTS..(y + 1) * DOTS {
                dark[row * side + x * DOTS..row * side + (x + length) * DOTS].fill(true);
            }
        }
        (side, dark)
    }

    #[test]
    fn another_reader_reads_the_address_from_what_is_drawn() {
        let link = DoorLink {
            feed: Feed::Venue(VenueId(Uuid::from_u128(1))),
            rec: RecordId(Uuid::from_u128(2)),
            shown: Shown { step: 999, code: [0xab; 16] },
        };
        let code = modules("https://shangliang.example.gov.cn", link).unwrap();
        let (side, dark) = printed(&code);
        let shade = |x, y| if dark[y * side + x] { 0 } else { 255 };
        let mut paper = rqrr::PreparedImage::prepare_from_greyscale(side, side, shade);
        let read: Vec<String> = paper.detect_grids().iter().map(|grid| grid.decode().unwrap().1).collect();
        assert_eq!(read, [format!("https://shangliang.example.gov.cn{}", link.path())]);
    }
}
