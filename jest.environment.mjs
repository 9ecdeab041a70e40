import { TestEnvironment } from 'jest-environment-node';

/**
 * Shares the realm's typed arrays with the tests: onnxruntime compares constructors
 * ("must be type of function Float32Array") and rejects those of jest's own realm.
 */
export default class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    for (const name of ['Float32Array', 'BigInt64Array', 'structuredClone']) {
      this.global[name] = globalThis[name];
    }
  }
}
