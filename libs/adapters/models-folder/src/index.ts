export { FolderModelStore } from './folder-model-store.ts';
export { addModelPackage } from './add-model-package.ts';
