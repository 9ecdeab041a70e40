export { FolderModelStore } from './folder-model-store.ts';
