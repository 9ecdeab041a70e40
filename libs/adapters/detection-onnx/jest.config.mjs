import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'detection-onnx', rootDir: import.meta.dirname };
