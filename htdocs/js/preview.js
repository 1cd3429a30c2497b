// Comfort only: while an item is written, its preview beside the form follows what is typed. That of an item which is not
// there yet is shown by this file alone; when.js shows the part of it that the chosen way of answering needs.

const preview = document.querySelector('[data-az-preview]')
const form = preview && document.querySelector('form.az-form')
const language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'

const field = (name) => form.elements.namedItem(name)

// Runs now, for what came back with an error, and whenever one of the fields changes.
function whenever(names, show) {
  const fields = names.map(field).filter(Boolean)
  for (const one of fields) {
    one.addEventListener('input', show)
  }
  if (fields.length > 0) {
    show()
  }
}

function follow(name, place) {
  const words = field(`${name}_${language}`)
  const shown = preview.querySelector(`[${place}]`)
  whenever([`${name}_${language}`], () => {
    if (shown && (words.value || words.dataset.azTyped)) {
      shown.textContent = words.value
      words.dataset.azTyped = 'yes'
    }
  })
}

// The choices that are there; of a new item the rows of the form, each once something stands in it.
function followChoices() {
  for (let number = 1; field(`choice${number}_code`); number += 1) {
    const given = field(`choice${number}_code`).value
    const words = field(`choice${number}_${language}`)
    const option = preview.querySelector(`input[value="${CSS.escape(given || `c${number}`)}"]`)
    const label = option && preview.querySelector(`label[for="${CSS.escape(option.id)}"]`)
    if (words && label) {
      whenever([`choice${number}_${language}`], () => {
        label.textContent = words.value || '…'
        label.parentElement.style.display = words.value === '' ? 'none' : '' // a flex box, which `hidden` does not hide
      })
    }
  }
}

function followNumber() {
  const [unit, from, to] = [field('number_unit'), field('number_from') ?? field('minimum'), field('number_to') ?? field('maximum')]
  const suffix = preview.querySelector('.govuk-input__suffix')
  const limits = preview.querySelector('[data-az-limits]')
  const called = unit?.value || suffix?.textContent || ''
  whenever(['number_unit', 'number_from', 'number_to', 'minimum', 'maximum'], () => {
    const text = unit ? unit.value : called
    if (suffix && text) {
      suffix.textContent = text
    }
    if (limits && from.value && to.value) {
      limits.textContent = preview.dataset.azLimitsText.replace('{0}', from.value).replace('{1}', to.value).replace('{2}', text)
    }
  })
}

if (form) {
  preview.hidden = false
  follow('question', 'data-az-question')
  follow('guidance', 'data-az-guidance')
  followChoices()
  followNumber()
  const photo = preview.querySelector('[data-az-photo]')
  whenever(['photo'], () => {
    if (photo) {
      photo.hidden = !field('photo').checked
    }
  })
}
