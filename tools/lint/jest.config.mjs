import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'lint', rootDir: import.meta.dirname };
