import { UnreadableFileError } from './source-file.ts';

/** Byte order marks (Unicode Standard, 23.8). */
const byteOrderMarks: readonly { readonly bytes: readonly number[]; readonly encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/**
 * Decodes a file: by the given encoding, its byte order mark, its XML declaration, else as UTF-8. GB2312 and GBK are read
 * as GB18030, which contains both.
 * @throws {UnreadableFileError} when the encoding is unknown or the bytes are invalid in it
 */
export function decodeText(bytes: Uint8Array, encoding?: string): string {
  const label = encoding ?? markedEncoding(bytes) ?? declaredEncoding(bytes) ?? 'utf-8';
  const decoder = decoderFor(label);
  try {
    return withoutNul(decoder.decode(bytes));
  } catch (cause) {
    if (cause instanceof UnreadableFileError) throw cause;
    throw new UnreadableFileError(
      `The file is not valid ${decoder.encoding.toUpperCase()}. Save it as UTF-8, or name its encoding, like encoding=gb18030 or encoding=windows-1252.`,
      { cause },
    );
  }
}

function decoderFor(label: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(/^gb(k|_?2312(-80)?)$/i.test(label) ? 'gb18030' : label, { fatal: true });
  } catch (cause) {
    throw new UnreadableFileError(
      `Unknown encoding "${label.slice(0, 40)}": expected a name like utf-8, gb18030, utf-16le or windows-1252.`,
      { cause },
    );
  }
}

function markedEncoding(bytes: Uint8Array): string | undefined {
  return byteOrderMarks.find((mark) => mark.bytes.every((byte, i) => bytes[i] === byte))?.encoding;
}

/** Encoding in the XML declaration, which is ASCII in every encoding without a byte order mark that occurs here. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  return /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/i.exec(start)?.[1];
}

function withoutNul(text: string): string {
  if (!text.includes('\0')) return text;
  throw new UnreadableFileError(
    'The file contains NUL characters: expected text, found a binary file or another encoding. Save it as UTF-8 text; export spreadsheets (.xlsx) as CSV.',
  );
}
