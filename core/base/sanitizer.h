/* Is this a build with the address sanitizer? */
#ifndef AZ_BASE_SANITIZER_H
#define AZ_BASE_SANITIZER_H

#if defined(__SANITIZE_ADDRESS__)
#define AZ_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define AZ_ADDRESS_SANITIZER 1
#endif
#endif

#endif
