/** Texts of saved and recent searches. */
export const enSavedSearches = {
  open: 'Saved searches',
  openSaved: 'Saved as “{{name}}”; saved searches',
  title: 'Saved searches',
  name: 'Save this search',
  nameOfSaved: 'Saved as',
  namePlaceholder: 'Name',
  save: 'Save',
  rename: 'Rename',
  none: 'No saved searches yet.',
  delete: 'Delete “{{name}}”',
  deleted: '“{{name}}” was deleted.',
  undo: 'Undo',
  recent: 'Recent searches',
  clearRecent: 'Clear',
} as const;
