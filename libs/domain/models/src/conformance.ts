export { modelStoreConformance } from './model-store.conformance.ts';
export { InMemoryModelStore } from './model-store.fake.ts';
export { cardText, packageOf, tinyOnnx, type TinyOnnx } from './tiny-package.fake.ts';
export { bytes, message, text, varint } from './protobuf.fake.ts';
