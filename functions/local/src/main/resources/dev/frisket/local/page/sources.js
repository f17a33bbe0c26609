import { $, element, isWriting } from "./elements.js";
import { Picture } from "./picture.js";

const SAMPLES = [
  ["coffee.png", "Cup of coffee"],
  ["rocket.jpg", "Rocket"],
  ["camera.png", "Cameraman"],
];

/** The ways to a picture: samples, files, drops, pastes and addresses. `open` gets the promise of one. */
export function bindSources(open) {
  for (const [name, title] of SAMPLES) {
    const button = element("button", { type: "button", title }, element("img", { src: `/samples/${name}`, alt: title }));
    button.dataset.sample = name;
    button.addEventListener("click", () => open(Picture.ofSample(name)));
    $("samples").append(button);
  }
  $("file").addEventListener("change", () => {
    if ($("file").files[0]) open(Picture.ofFile($("file").files[0]));
    $("file").value = "";
  });
  $("paste").addEventListener("submit", (event) => {
    event.preventDefault();
    if ($("address").value.trim()) open(Picture.ofAddress($("address").value.trim()));
  });
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      event.preventDefault();
      document.body.classList.toggle("dropping", kind === "dragenter" || kind === "dragover");
      if (kind === "drop") openFrom(event.dataTransfer, open);
    });
  }
  document.addEventListener("paste", (event) => {
    if (event.clipboardData.files[0] || !isWriting(event.target)) openFrom(event.clipboardData, open);
  });
}

// A picture, or the address of one.
function openFrom(transfer, open) {
  const text = (transfer.getData("text/uri-list") || transfer.getData("text/plain")).trim().split("\n")[0];
  if (transfer.files[0]) return open(Picture.ofFile(transfer.files[0]));
  if (!/^https?:\/\//i.test(text)) return;
  $("address").value = text;
  open(Picture.ofAddress(text));
}
