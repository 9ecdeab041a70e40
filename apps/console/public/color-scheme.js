// Sets theme and language before the first paint; a file of its own because the page allows no inline script.
(function () {
  var scheme = 'auto';
  var language = '';
  try {
    scheme = localStorage.getItem('vialog.theme') || 'auto';
    language = localStorage.getItem('vialog.language') || '';
  } catch {
    // Storage may be switched off; the defaults serve.
  }
  var dark = scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  document.documentElement.lang = language || (/^zh/i.test(navigator.language) ? 'zh-CN' : 'en');
})();
