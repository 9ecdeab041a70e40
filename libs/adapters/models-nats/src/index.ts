export { ObjectModelStore, putModels } from './object-model-store.ts';
