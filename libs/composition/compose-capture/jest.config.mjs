import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'compose-capture', rootDir: import.meta.dirname };
