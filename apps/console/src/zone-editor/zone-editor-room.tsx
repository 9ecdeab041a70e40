export function ZoneEditorRoom() {
  return null;
}
