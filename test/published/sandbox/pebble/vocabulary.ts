const words = (text: string) => new Set(text.split(' '));

// The functions and filters of Kestra's versions. The sandbox implements some; the others return nothing.
const FUNCTIONS = words(
  'currentEachOutput dayOfMonth dayOfWeek decrypt encrypt env errorLogs fetchContext fileExists fileSize fileURI fromIon ' +
    'fromJson hourOfDay http id isDayWeekInMonth isFileEmpty isLastWorkingDay isPublicHoliday isWeekend ksuid kv ' +
    'loopOutputs max min monthOfYear nanoId now printContext randomInt randomPort range read render renderOnce secret ' +
    'subflow tasksWithState uuid yaml block i18n include parent',
);
const FILTERS = words(
  'abbreviate abs base64decode base64encode capitalize chunk className date dateAdd default distinct endsWith escape ' +
    'escapeChar first flatten format indent join jq keys last length lower md5 merge nindent nl2br number numberFormat raw ' +
    'regexExtract regexMatch regexReplace replace reverse rsort sha1 sha256 sha512 slice slugify sort split startsWith ' +
    'string substringAfter substringAfterLast substringBefore substringBeforeLast timestamp timestampMicro timestampMilli ' +
    'timestampNano title toIon toJson trim upper urldecode urlencode values yaml',
);

/** Whether the function exists, implemented here or not. */
export const isFunction = (name: string) => FUNCTIONS.has(name);
/** Whether the filter exists, implemented here or not. */
export const isFilter = (name: string) => FILTERS.has(name);
