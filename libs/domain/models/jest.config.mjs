import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'models', rootDir: import.meta.dirname };
