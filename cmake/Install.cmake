# Installs the program, the libraries with their headers, and a package `tidu` for find_package.
include(CMakePackageConfigHelpers)

get_property(tidu_rooms GLOBAL PROPERTY TIDU_ROOMS)
install(TARGETS ${tidu_rooms} EXPORT tiduTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
if(TARGET tidu)
  install(TARGETS tidu RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(EXPORT tiduTargets NAMESPACE tidu:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/tidu)
configure_package_config_file(cmake/tiduConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/tiduConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/tidu)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/tiduConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/tiduConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/tiduConfigVersion.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/tidu)
install(DIRECTORY indicators DESTINATION ${CMAKE_INSTALL_DATADIR}/tidu)
