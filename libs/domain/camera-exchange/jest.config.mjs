import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'camera-exchange', rootDir: import.meta.dirname };
