import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'boundaries', rootDir: import.meta.dirname };
