import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'bus-memory', rootDir: import.meta.dirname };
