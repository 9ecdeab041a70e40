export { type Checked } from './checked.ts';
export { checkCard, checkModel, checkPackage, type ModelPackage, type ValidModel } from './check-package.ts';
export { maxModelBytes, onnxVersions } from './read-onnx.ts';
export { bindingProblems } from './check-binding.ts';
export { type ModelStore, type ModelList, type RejectedModel } from './model-store.port.ts';
export { listModels } from './list-models.ts';
export {
  checkStoredCard,
  modelNotFound,
  requireValidBytes,
  requireValid,
  type StoredCard,
} from './stored-package.ts';
export { proposeCard, type CardProposal, type ModelDescription } from './propose-card.ts';
export { coco80, cocoLabels } from './coco-labels.ts';
export { modelDigestOf } from './model-digest.ts';
