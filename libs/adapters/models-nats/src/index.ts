export { ObjectModelStore, uploadModels } from './object-model-store.ts';
