// Comfort only: while an item is edited, its preview beside the form follows what is typed.

const preview = document.querySelector('[data-az-preview]')
const form = preview && document.querySelector('form.az-form')
const language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'

function follow(name, place) {
  const field = form.elements.namedItem(`${name}_${language}`)
  const shown = preview.querySelector(`[${place}]`)
  if (!field || !shown) {
    return
  }
  field.addEventListener('input', () => {
    shown.textContent = field.value
  })
}

// A choice that is there already; further ones come when they are saved.
function followChoices() {
  for (let number = 1; form.elements.namedItem(`choice${number}_code`); number += 1) {
    const code = form.elements.namedItem(`choice${number}_code`).value
    const words = form.elements.namedItem(`choice${number}_${language}`)
    const option = code && preview.querySelector(`input[value="${CSS.escape(code)}"]`)
    const label = option && preview.querySelector(`label[for="${CSS.escape(option.id)}"]`)
    words?.addEventListener('input', () => {
      if (label) {
        label.textContent = words.value
      }
    })
  }
}

if (form) {
  follow('question', 'data-az-question')
  follow('guidance', 'data-az-guidance')
  followChoices()
  const unit = form.elements.namedItem('number_unit')
  const suffix = preview.querySelector('.govuk-input__suffix')
  unit?.addEventListener('input', () => {
    if (suffix) {
      suffix.textContent = unit.value
    }
  })
}
