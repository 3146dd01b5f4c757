//! One tab works on a person's records; another one says so and offers to take over.
//!
//! This is a courtesy only: the disk itself refuses a tab that has been taken over. So a browser
//! without Web Locks loses nothing but the question.

use domain::id::UserId;
use js_sys::{Function, Object, Promise, Reflect};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// How a tab comes to work on somebody's records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tenancy {
    /// Only where no other tab does.
    Ask,
    /// In place of whichever tab does.
    Take,
}

thread_local! {
    /// Ends the tenancy held now.
    static RELEASE: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Becomes the tab that works on somebody's records, for as long as it lives or until another is; whether it is.
///
/// `given_up` is called when another tab takes over.
pub async fn hold(user: UserId, how: Tenancy, given_up: impl FnOnce() + 'static) -> bool {
    if let Some(release) = RELEASE.take() {
        // A promise may be settled from anywhere, and twice.
        let _ = release.call0(&JsValue::NULL);
    }
    let Some(locks) = locks() else { return true };
    // An error means a browser that knows locks but not these options; the disk still guards itself.
    request(&locks, user, how, given_up).await.unwrap_or(true)
}

fn locks() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)
}

async fn request(
    locks: &JsValue,
    user: UserId,
    how: Tenancy,
    given_up: impl FnOnce() + 'static,
) -> Result<bool, JsValue> {
    let options = Object::new();
    let option = if how == Tenancy::Ask { "ifAvailable" } else { "steal" };
    Reflect::set(&options, &option.into(), &true.into())?;
    // The lock is held until this promise is settled.
    let release: Rc<RefCell<Option<Function>>> = Rc::default();
    let keep = release.clone();
    let held = Promise::new(&mut |resolve, _| *keep.borrow_mut() = Some(resolve));
    let asking = Promise::new(&mut |resolve, reject| {
        let held = held.clone();
        let granted = Closure::once_into_js(move |lock: JsValue| {
            let got = !lock.is_null();
            let _ = resolve.call1(&JsValue::NULL, &got.into());
            if got { JsValue::from(held) } else { JsValue::UNDEFINED }
        });
        let name = format!("shangliang-{user}");
        let asked = Reflect::get(locks, &"request".into())
            .and_then(|request| request.unchecked_into::<Function>().call3(locks, &name.into(), &options, &granted));
        // The promise of the request itself ends with the lock: for good, or because it was stolen.
        let ended = asked.unwrap_or_else(|error| {
            let _ = reject.call1(&JsValue::NULL, &error);
            JsValue::UNDEFINED
        });
        // A request that is refused before it is granted would otherwise be waited for for ever.
        if let Ok(then) = Reflect::get(&ended, &"then".into()).and_then(JsCast::dyn_into::<Function>) {
            let _ = then.call2(&ended, &JsValue::UNDEFINED, &reject);
        }
        let _ = Reflect::set(&options, &"ended".into(), &ended);
    });
    let got = JsFuture::from(asking).await?.is_truthy();
    if got {
        RELEASE.replace(release.take());
        let ended: Promise = Reflect::get(&options, &"ended".into())?.unchecked_into();
        spawn_local(async move {
            if JsFuture::from(ended).await.is_err() {
                given_up();
            }
        });
    }
    Ok(got)
}
