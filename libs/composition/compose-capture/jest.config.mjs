import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'capture-sources', rootDir: import.meta.dirname };
