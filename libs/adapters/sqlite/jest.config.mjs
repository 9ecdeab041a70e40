import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'sqlite', rootDir: import.meta.dirname };
