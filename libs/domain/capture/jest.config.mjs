import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'capture', rootDir: import.meta.dirname };
