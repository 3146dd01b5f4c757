//! A link that was just made: its address, to be sent or read from the screen, this once.

use crate::{
    components::{
        button::{Button, Weight},
        desk_panel::DeskPanel,
        qr_code::{QrCode, QrModules},
    },
    text::{frame, unit as words},
};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;

/// For how many days a link opens.
pub const DAYS: u32 = 180;

/// A link with its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeLink {
    /// Whose it is.
    pub unit: String,
    /// The whole address.
    pub address: String,
}

/// The panel.
#[component]
pub fn Made(
    /// The link.
    made: MadeLink,
    /// Called when it is closed.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let MadeLink { unit, address } = made;
    let said = RwSignal::new(None::<&'static str>);
    let modules = QrModules::of(address.clone());
    let copied = address.clone();
    let copy = move || {
        let address = copied.clone();
        spawn_local(async move {
            let written = JsFuture::from(window().navigator().clipboard().write_text(&address)).await;
            said.try_set(Some(if written.is_ok() { words::copied() } else { words::not_copied() }));
        });
    };
    let label = words::qr(&unit);
    view! {
        <DeskPanel title=words::made_title(&unit) of=words::made_once() narrow=true on_close=on_close>
            <div class="desk-panel-body">
                <div class="field">
                    <label class="label" r#for="unit-address">{words::address()}</label>
                    <input class="input" id="unit-address" readonly value=address />
                </div>
                <p class="small" role="status">{move || said.get()}</p>
                {modules.map(|modules| view! {
                    <div class="desk-unit-code"><QrCode label=label modules=Signal::stored(modules) /></div>
                })}
            </div>
            <div class="desk-panel-foot">
                <Button label=frame::close() on_press=move || on_close.run(())/>
                <Button label=words::copy() weight=Weight::Primary on_press=copy/>
            </div>
        </DeskPanel>
    }
}
