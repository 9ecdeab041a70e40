import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'measuring', rootDir: import.meta.dirname };
