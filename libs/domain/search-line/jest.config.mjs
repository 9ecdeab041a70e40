import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'search-line', rootDir: import.meta.dirname };
