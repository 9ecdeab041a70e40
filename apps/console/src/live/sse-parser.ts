/** One server-sent event (HTML standard 9.2.6): name, last id seen, data lines joined by newline. */
export interface SseMessage {
  readonly name: string;
  readonly id: string;
  readonly data: string;
}

/**
 * Takes the text of a stream in pieces of any size and hands out whole messages.
 * Comments (heartbeats) produce no message; `retry:` is ignored, our own back-off decides.
 */
export function createSseParser(emit: (message: SseMessage) => void): (piece: string) => void {
  let rest = '';
  let id = '';
  let name = '';
  let data: string[] = [];

  const dispatch = () => {
    if (data.length > 0) emit({ name: name || 'message', id, data: data.join('\n') });
    name = '';
    data = [];
  };
  const takeLine = (line: string) => {
    if (line === '') return dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') data.push(value);
    else if (field === 'event') name = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
  };

  return (piece) => {
    rest += piece;
    // A CR at the very end may be the first half of CRLF: leave it for the next piece.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    lines.forEach(takeLine);
  };
}
