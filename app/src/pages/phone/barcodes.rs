//! The camera, and the browser's own reader of codes, where it has one.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack, window};

/// The name under which a browser has its reader.
const DETECTOR: &str = "BarcodeDetector";

/// A reader of QR codes.
pub struct Barcodes(JsValue);

impl Barcodes {
    /// The browser's reader; `None` where it has none, or no camera to look through.
    pub fn new() -> Option<Barcodes> {
        let window = window()?;
        window.navigator().media_devices().ok()?;
        let class: Function = Reflect::get(&window, &DETECTOR.into()).ok()?.dyn_into().ok()?;
        let options = Object::new();
        Reflect::set(&options, &"formats".into(), &Array::of1(&"qr_code".into())).ok()?;
        Reflect::construct(&class, &Array::of1(&options)).ok().map(Barcodes)
    }

    /// The text of a code in view.
    pub async fn read(&self, video: &HtmlVideoElement) -> Option<String> {
        let detect: Function = Reflect::get(&self.0, &"detect".into()).ok()?.dyn_into().ok()?;
        let found: Promise = detect.call1(&self.0, video).ok()?.dyn_into().ok()?;
        // Before the first picture there is nothing to read, which is an error of its own.
        let codes: Array = JsFuture::from(found).await.ok()?.dyn_into().ok()?;
        Reflect::get(&codes.get(0), &"rawValue".into()).ok()?.as_string()
    }
}

/// The camera at the back of the phone while it is open.
pub struct Camera(MediaStream);

impl Camera {
    /// Opens it and shows what it sees.
    ///
    /// # Errors
    /// What the browser says no with: nobody allowed it, or there is none.
    pub async fn open(video: &HtmlVideoElement) -> Result<Camera, JsValue> {
        let facing = Object::new();
        Reflect::set(&facing, &"facingMode".into(), &"environment".into())?;
        let wanted = MediaStreamConstraints::new();
        wanted.set_video(&facing);
        let devices = window().ok_or(JsValue::NULL)?.navigator().media_devices()?;
        let stream: MediaStream =
            JsFuture::from(devices.get_user_media_with_constraints(&wanted)?).await?.dyn_into()?;
        video.set_src_object(Some(&stream));
        Ok(Camera(stream))
    }

    /// Lets the camera go, so that its light goes out.
    pub fn close(self) {
        for track in self.0.get_tracks() {
            if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
                track.stop();
            }
        }
    }
}
