// Comfort only: of a long form what the chosen answer does not need is folded away.
// <div data-az-when="answer=number">: shown while the radio "answer" is "number".

const parts = [...document.querySelectorAll('[data-az-when]')]

function fold() {
  for (const part of parts) {
    const [name, value] = part.dataset.azWhen.split('=')
    const chosen = document.querySelector(`input[name="${name}"]:checked`)
    part.hidden = chosen !== null && chosen.value !== value
  }
}

document.addEventListener('change', (event) => {
  if (parts.some((part) => part.dataset.azWhen.startsWith(`${event.target.name}=`))) {
    fold()
  }
})
fold()
