export { type SavedSearchStore } from './saved-searches/saved-search-store.port.ts';
export { type SavedSearchPorts } from './saved-searches/saved-search-ports.ts';
export { saveSearch } from './saved-searches/save-search.ts';
export { changeSavedSearch } from './saved-searches/change-saved-search.ts';
export { deleteSavedSearch } from './saved-searches/delete-saved-search.ts';
export { listSavedSearches } from './saved-searches/list-saved-searches.ts';
