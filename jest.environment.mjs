import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/**
 * Jest's environment with two changes.
 *
 * Its realm has an ordinary global object. Jest would make one whose properties are intercepted, and each use of a global name
 * such as `Math` would be a call: tests that compute took five times as long.
 *
 * It shares the realm's typed arrays with the tests: onnxruntime compares constructors ("must be type of function
 * Float32Array") and rejects those of jest's own realm.
 */
export default class extends TestEnvironment {
  constructor(config, context) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
    for (const name of ['Float32Array', 'BigInt64Array', 'structuredClone']) {
      this.global[name] = globalThis[name];
    }
  }
}
