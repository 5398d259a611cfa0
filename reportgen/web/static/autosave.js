// Forms that save themselves. Only changed fields are sent. What could not be saved stays in the page and is
// tried again; the state always says which of the two it is. `defaultValue` is what the server is known to have.

const RETRY_AFTER_SECONDS = [3, 10, 30];
const guarded = new Set();

export function saveByItself(form) {
  const saver = new Autosave(form);
  guarded.add(saver);
  form.addEventListener("input", () => saver.changed());
  form.addEventListener("change", () => saver.changed(200));
  form.addEventListener("submit", () => saver.leave());
  form.addEventListener("htmx:config:request", (event) => saver.onlyChanged(event));
  form.addEventListener("htmx:error", (event) => saver.failed(event, "không nối được với máy chủ"));
  form.addEventListener("htmx:after:swap", (event) => saver.answered(event));
  form.addEventListener("htmx:response:error", (event) => saver.refused(event));
  window.addEventListener("online", () => saver.send());
  window.addEventListener("focus", () => saver.signedInAgain());
}

window.addEventListener("beforeunload", (event) => {
  if ([...guarded].some((saver) => saver.hasUnsaved())) event.preventDefault();
});

// A form that is saved only by its button still warns before its page is left.
export function guard(form) {
  let isDirty = false;
  form.addEventListener("input", () => { isDirty = true; });
  form.addEventListener("submit", () => { isDirty = false; });
  guarded.add({ hasUnsaved: () => isDirty });
}

const isOwn = (form, event) => event.target === form;

class Autosave {
  constructor(form) {
    this.form = form;
    this.delay = Number(form.dataset.autosave) || 1200;
    this.state = document.getElementById(form.dataset.state);
    this.sent = null; // what the request under way carries
    this.failures = 0;
    this.stopped = false;
  }

  fields() {
    return [...this.form.elements].filter((each) => each.name && "defaultValue" in each && each.type !== "hidden");
  }

  unsaved() {
    return this.fields().filter((each) => each.value !== each.defaultValue);
  }

  hasUnsaved() {
    return !this.left && (this.unsaved().length > 0 || this.form.querySelector("[aria-invalid=true]") !== null);
  }

  changed(delay = this.delay) {
    if (this.stopped) return;
    if (this.unsaved().length) this.tell("Có thay đổi chưa lưu", "");
    this.later(delay);
  }

  later(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), delay);
  }

  send() {
    const unsaved = this.unsaved();
    if (this.stopped || this.sent || !unsaved.length) return;
    this.sent = new Map(unsaved.map((each) => [each, each.value]));
    this.tell("Đang lưu…", "");
    window.htmx.trigger(this.form, "save-now");
  }

  onlyChanged(event) {
    if (!isOwn(this.form, event) || !this.sent) return;
    const body = event.detail.ctx.request.body;
    for (const each of this.fields()) if (!this.sent.has(each)) body.delete(each.name);
  }

  answered(event) {
    if (!isOwn(this.form, event) || !this.sent || event.detail.ctx.response.status >= 400) return;
    for (const [field, value] of this.sent) field.defaultValue = value;
    this.sent = null;
    this.failures = 0;
    this.form.dispatchEvent(new CustomEvent("saved"));
    if (this.unsaved().length) this.later(200);
  }

  refused(event) {
    if (!isOwn(this.form, event)) return;
    const status = event.detail.ctx.response.status;
    if (status >= 500) return this.failed(event, "máy chủ đang bận");
    this.sent = null;
    if (status === 409) this.waitForChoice();
    if (status === 401) this.mustSignIn = true;
    if (status === 403 && !this.mustSignIn) this.takeNewSign();
  }

  // The session ended while the page was open: signed in again elsewhere, what was typed here is saved after all.
  signedInAgain() {
    if (this.mustSignIn) this.takeNewSign();
  }

  async takeNewSign() {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const sign = page.querySelector("form.who input[name=csrf]")?.value;
    const own = this.form.elements.csrf;
    if (!sign || sign === own.value) return; // not signed in yet, or refused for another reason
    document.querySelectorAll("input[name=csrf]").forEach((each) => { each.value = sign; });
    this.mustSignIn = false;
    this.send();
  }

  // What is typed now would not be in the form of the choice, so nothing can be typed until it is made.
  waitForChoice() {
    this.stopped = true;
    this.form.inert = true;
    this.tell("Chưa lưu: có người vừa sửa cùng chỗ. Chọn bản giữ lại ở khung đỏ phía trên.", "bad");
    const conflict = document.getElementById("conflict");
    conflict.addEventListener("submit", () => this.leave());
    conflict.addEventListener("click", (event) => event.target.closest("a") && this.leave());
    this.form.addEventListener("htmx:after:swap", () => conflict.querySelector("[data-error-summary]")?.focus(), { once: true });
  }

  failed(event, reason) {
    if (!isOwn(this.form, event)) return;
    this.sent = null;
    const seconds = RETRY_AFTER_SECONDS[Math.min(this.failures, RETRY_AFTER_SECONDS.length - 1)];
    this.failures += 1;
    this.tell(`Chưa lưu được: ${reason}. Phần đã nhập vẫn còn trong trang, tự lưu lại sau ${seconds} giây.`, "bad");
    this.later(seconds * 1000);
  }

  leave() {
    this.left = true;
  }

  tell(text, kind) {
    if (!this.state) return;
    this.state.textContent = text;
    this.state.className = `save-state ${kind}`;
  }
}
