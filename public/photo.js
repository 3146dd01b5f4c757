// Makes a photo small enough for a village line, off the thread that draws the page. What comes out is a JPEG without
// anything that the camera wrote beside the picture, the place above all.
const LONGEST = 1600;
const THUMB = 320;
const WANTED = 350_000;
const QUALITIES = [0.85, 0.75, 0.65, 0.5, 0.4];

const drawn = (bitmap, longest) => {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const side = (length) => Math.max(1, Math.round(length * scale));
  const canvas = new OffscreenCanvas(side(bitmap.width), side(bitmap.height));
  const context = canvas.getContext("2d");
  // What is transparent would turn black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
};

const jpeg = async (canvas, qualities) => {
  for (const quality of qualities) {
    const bytes = await (await canvas.convertToBlob({ type: "image/jpeg", quality })).arrayBuffer();
    if (bytes.byteLength <= WANTED || quality === qualities.at(-1)) return bytes;
  }
};

const hash = async (bytes) => {
  // Without a secure connection there is none; the app reckons it itself then.
  if (!self.crypto?.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
};

self.addEventListener("message", async ({ data }) => {
  try {
    const bitmap = await createImageBitmap(data, { imageOrientation: "from-image" });
    const bytes = await jpeg(drawn(bitmap, LONGEST), QUALITIES);
    const thumb = await jpeg(drawn(bitmap, THUMB), [0.75]);
    bitmap.close();
    self.postMessage({ bytes, thumb, sha256: await hash(bytes) }, [bytes, thumb]);
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
});
