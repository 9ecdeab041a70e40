import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'bus-handlers', rootDir: import.meta.dirname };
