//! One request and its answer: a deadline for slow lines, gzip for long bodies.

use gloo_net::http::{Method, RequestBuilder, Response};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Blob, ReadableWritablePair, RequestCache, Response as WebResponse};

/// A request that takes longer is given up, in milliseconds.
const DEADLINE: u32 = 30_000;
/// Shorter bodies gain nothing from gzip, in bytes.
const WORTH_COMPRESSING: usize = 2_000;

/// What came back.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The wait the server asked for, in milliseconds.
    pub retry_after: Option<u64>,
    /// The body.
    pub text: String,
}

impl Answer {
    /// Whether the server did what it was asked.
    pub fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Sends a request, with a JSON body if there is one; `None` where no whole answer came in time.
pub async fn send(method: Method, url: &str, body: Option<String>) -> Option<Answer> {
    let abort = AbortController::new().ok()?;
    let signal = abort.signal();
    let _deadline = Timeout::new(DEADLINE, move || abort.abort());
    let mut request = RequestBuilder::new(url).method(method).abort_signal(Some(&signal)).cache(RequestCache::NoStore);
    let request = match body {
        None => request.build().ok()?,
        Some(text) => {
            request = request.header("content-type", "application/json");
            match gzip(&text).await {
                Some(bytes) => request.header("content-encoding", "gzip").body(bytes).ok()?,
                None => request.body(text).ok()?,
            }
        }
    };
    let response = request.send().await.ok()?;
    let retry_after = retry_after(&response);
    // The deadline holds for the body too.
    let text = response.text().await.ok()?;
    Some(Answer { status: response.status(), retry_after, text })
}

/// Sends a request whose answer is in its headers, with plain bytes if there are any; `None` where no answer came in time.
pub async fn exchange(request: RequestBuilder, body: Option<JsValue>, deadline: u32) -> Option<Response> {
    let abort = AbortController::new().ok()?;
    let signal = abort.signal();
    let _deadline = Timeout::new(deadline, move || abort.abort());
    let request = request.abort_signal(Some(&signal)).cache(RequestCache::NoStore);
    let request = match body {
        Some(bytes) => request.body(bytes).ok()?,
        None => request.build().ok()?,
    };
    request.send().await.ok()
}

/// The wait that the server asked for, in milliseconds.
pub fn retry_after(response: &Response) -> Option<u64> {
    let seconds = response.headers().get("retry-after").and_then(|wait| wait.trim().parse::<u64>().ok());
    seconds.map(|seconds| seconds.saturating_mul(1_000))
}

/// The body compressed; `None` where it is short, or the browser cannot.
async fn gzip(text: &str) -> Option<JsValue> {
    if text.len() < WORTH_COMPRESSING {
        return None;
    }
    let maker = Reflect::get(&js_sys::global(), &"CompressionStream".into()).ok()?.dyn_into::<Function>().ok()?;
    let packer = Reflect::construct(&maker, &Array::of1(&"gzip".into())).ok()?;
    let plain = Blob::new_with_str_sequence(&Array::of1(&text.into())).ok()?;
    // The packer is a pair of streams, whatever its class.
    let packed = plain.stream().pipe_through(packer.unchecked_ref::<ReadableWritablePair>());
    let whole = WebResponse::new_with_opt_readable_stream(Some(&packed)).ok()?.array_buffer().ok()?;
    let bytes = JsFuture::from(whole).await.ok()?;
    Some(Uint8Array::new(&bytes).into())
}

/// Words as part of an address.
pub fn encoded(text: &str) -> String {
    String::from(js_sys::encode_uri_component(text))
}
