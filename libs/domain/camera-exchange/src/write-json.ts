/** Writes a JSON document with one long list, item by item. */
export function* writeJsonList(head: string, items: Iterable<unknown>, tail: string): Generator<string> {
  let separator = '\n';
  yield head;
  for (const item of items) {
    yield `${separator}${JSON.stringify(item)}`;
    separator = ',\n';
  }
  yield `\n${tail}\n`;
}
