import type { Picture } from '@vialog/contracts';

/** The ratio of width to height that a text like `16:9` names; undefined without a text. */
export function aspectRatioOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [width = NaN, height = NaN] = text.split(':').map(Number);
  return width / height;
}

/** Stretches a picture to the height that belongs to its width, line by line (nearest line). */
export function stretched(picture: Picture, ratio: number): Picture {
  const { width, height, format, pixels } = picture;
  const wanted = Math.max(1, Math.round(width / ratio));
  if (wanted === height) return picture;
  if (format === 'rgb24')
    return { ...picture, height: wanted, pixels: lines(pixels, width * 3, [height, wanted]) };
  const [half, halfHeight, halfWanted] = [width, height, wanted].map((size) => Math.ceil(size / 2)) as [
    number,
    number,
    number,
  ];
  const planes = [
    lines(pixels.subarray(0, width * height), width, [height, wanted]),
    ...[0, 1].map((plane) => {
      const from = width * height + plane * half * halfHeight;
      return lines(pixels.subarray(from, from + half * halfHeight), half, [halfHeight, halfWanted]);
    }),
  ];
  return { ...picture, height: wanted, pixels: new Uint8Array(Buffer.concat(planes)) };
}

function lines(pixels: Uint8Array, lineBytes: number, [from, to]: readonly [number, number]): Uint8Array {
  const result = new Uint8Array(lineBytes * to);
  for (let line = 0; line < to; line += 1) {
    const source = Math.min(from - 1, Math.floor(((line + 0.5) * from) / to));
    result.set(pixels.subarray(source * lineBytes, (source + 1) * lineBytes), line * lineBytes);
  }
  return result;
}
