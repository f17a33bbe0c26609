/** Bytes at the start of a file that identify its format. */
const START = 4096;

/** What the API reads: how it begins, and its media type. */
const READ = [
  [/^\xFF\xD8\xFF/s, "image/jpeg"],
  [/^\x89PNG\r\n\x1A\n/s, "image/png"],
  [/^RIFF.{4}WEBP/s, "image/webp"],
  [/^GIF8[79]a/s, "image/gif"],
  [/^BM/s, "image/bmp"],
  [/^(?:II\*\x00|MM\x00\*)/s, "image/tiff"],
];

/** Formats that the API refuses, with its own messages; only the API detects camera files that are TIFF inside. */
const UNREAD = [
  [/^(?:.{4}ftyp(?:avi[fs]|(?:mif1|msf1|miaf).{4}(?:.{4}){0,20}?avi[fs]))/s, "The picture is AVIF, which is not read here; save it as PNG or JPEG."],
  [/^(?:.{4}ftyp(?:hei[cxms]|hev[cxms]|(?:mif1|msf1|miaf).{4}(?:.{4}){0,20}?hei[cx]))/s, "The picture is HEIC, as iPhones take it, which is not read here; export it as JPEG."],
  [/^(?:.{4}ftyp(?:mif1|msf1|miaf))/s, "The picture is HEIF, which is not read here; export it as JPEG."],
  [/^(?:\xFF\x0A|\x00{3}\x0CJXL \r\n\x87\n)/s, "The picture is JPEG XL, which is not read here; save it as PNG or JPEG."],
  [/^(?:\xFFO\xFFQ|\x00{3}\x0CjP {2}\r\n\x87\n)/s, "The picture is JPEG 2000, which is not read here; save it as PNG or JPEG."],
  [/^(?:8BPS)/s, "The picture is a Photoshop document (PSD), which is not read here; export it as PNG or JPEG."],
  [/^(?:\s*%PDF-)/s, "The picture is a PDF document, which is not read here; export the page as PNG or JPEG."],
  [/^(?:\x00\x00[\x01\x02]\x00[^\x00]\x00.{3}\x00)/s, "The picture is an icon (ICO), which is not read here; save it as PNG."],
  [/^(?:II\+\x00\x08\x00|MM\x00\+\x00\x08)/s, "The picture is BigTIFF, which is not read here; save it as TIFF without the Big, or as PNG."],
  [/^(?:II\*\x00.{4}CR)/s, "The picture is a camera RAW file (Canon's CR2), which is not read here; develop it and export it as JPEG."],
  [/^(?:.{4}ftypcrx )/s, "The picture is a camera RAW file (Canon's CR3), which is not read here; develop it and export it as JPEG."],
  [/^(?:FUJIFILM)/s, "The picture is a camera RAW file (Fujifilm's RAF), which is not read here; develop it and export it as JPEG."],
  [/^(?:IIR[OS]|MMOR)/s, "The picture is a camera RAW file (Olympus' ORF), which is not read here; develop it and export it as JPEG."],
  [/^(?:IIU\x00)/s, "The picture is a camera RAW file (Panasonic's RW2), which is not read here; develop it and export it as JPEG."],
  [/^(?:(?:\xEF\xBB\xBF)?\s*(?:<\?[^>]*>\s*){0,9}<(?:!DOCTYPE\s+svg|(?:[\w-]+:)?svg)[\s>\[])/s, "The picture is an SVG drawing, which is not read here; export it as PNG in the size that you need."],
];

/** The media type of a file that the API reads; throws the reason if it reads no such file. */
export async function mediaType(file) {
  const bytes = new Uint8Array(await file.slice(0, START).arrayBuffer());
  const start = String.fromCharCode(...bytes);
  const unread = UNREAD.find(([signature]) => signature.test(signature.source.includes("svg") ? start.replace(/<!--.*?-->/gs, "") : start));
  if (unread) throw new Error(unread[1]);
  const read = READ.find(([signature]) => signature.test(start));
  if (!read) throw new Error("The file is no picture; choose a JPEG, PNG, WebP, GIF, BMP or TIFF file.");
  return read[1];
}
