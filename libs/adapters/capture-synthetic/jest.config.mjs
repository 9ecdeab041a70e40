import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'capture-synthetic', rootDir: import.meta.dirname };
